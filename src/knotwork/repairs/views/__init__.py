"""What people see and do about matters, and about the talks they lead to."""
