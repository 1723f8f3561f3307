"""What people see of actions, and of calls between meetings."""
