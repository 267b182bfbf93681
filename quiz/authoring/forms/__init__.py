"""What an author fills in. These forms refuse only what cannot be stored; what is missing is a finding."""
