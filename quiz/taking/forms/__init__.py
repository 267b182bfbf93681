"""What readers answer with, and how a wrong key is put right."""
