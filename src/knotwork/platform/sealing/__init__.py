"""Sealed columns, the keyring and the master key. Doors: `fields`, `keyring.Holder`, `masterkey`."""
