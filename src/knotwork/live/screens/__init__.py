"""What each person sees of a room: `(what was gathered, viewer, at) -> Screen`; nothing here reads or writes."""
