// A large file is read a slice at a time: the button that reads on presses itself.
document.querySelector("form[data-goes-on]")?.requestSubmit();
