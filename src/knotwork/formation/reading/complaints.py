"""What could not be read, said kindly: where it stands, what stands there, and what would be accepted."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing to put right in a file.

    Attributes:
        file: its name without folders.
        line: line of the file, from 1; of a row that takes several lines, the first. 0 speaks of the whole file.
        column: column of a spreadsheet as `F “available”`, or a key of the rules; empty speaks of the whole line.
        said: what stands there and why it cannot be taken, as a sentence.
        wanted: what would be accepted, as a sentence.
    """

    file: str
    line: int
    column: str
    said: str
    wanted: str

    def __str__(self) -> str:
        place = self.file + (f", line {self.line}" if self.line else "") + (f", {self.column}" if self.column else "")
        return f"{place}: {self.said} {self.wanted}"


class Unreadable(Exception):
    """A file cannot be taken as it is; `complaints` holds everything found, not the first thing only."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        super().__init__("\n".join(str(complaint) for complaint in complaints))
        self.complaints = complaints


@dataclass(slots=True)
class Findings:
    """What reading one file brought to light: complaints, and notes on what was guessed."""

    file: str
    complaints: list[Complaint] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def complain(self, line: int, column: str, said: str, wanted: str) -> None:
        """Keep a complaint about a place in this file."""
        self.complaints.append(Complaint(self.file, line, column, said, wanted))

    def note(self, sentence: str) -> None:
        """Keep a sentence about something guessed or left out."""
        self.notes.append(sentence)

    def settle(self) -> None:
        """Do nothing if the file is sound.

        Raises:
            Unreadable: there are complaints.
        """
        if self.complaints:
            raise Unreadable(tuple(self.complaints))


def refused(file: str, line: int, said: str, wanted: str) -> Unreadable:
    """A file that cannot be read any further."""
    return Unreadable((Complaint(file, line, "", said, wanted),))
