"""What a person can put right, worded in one place.

Every `UserError` says what is wrong, where, and what to do. Anything that is not a `UserError` is a bug and goes to
the crash dialog. `exit_status` is the command line's: 2 bad usage or input, 3 busy, locked or changed by another.
"""

from smalltowns_desktop.domain.text import Text, say, say_n


class UserError(Exception):
    """Base of all; shown as `text` in the person's language."""

    exit_status = 2

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return str(self.text)


class BadInput(UserError):
    """Something that was given cannot be used."""


class Refused(UserError):
    """The event's rules forbid the deed."""


class Unavailable(UserError):
    """Busy, locked or changed by another: the same deed may go through later."""

    exit_status = 3


# The event file


class EventFileMissing(BadInput):
    def __init__(self, path: object) -> None:
        super().__init__(
            say("There is no event file at {path}. Check the name: it may have been moved or renamed.", path=path)
        )


class EventFileGone(Unavailable):
    """An open file is no longer where it was opened: what is written now would be lost with it."""

    def __init__(self, path: object) -> None:
        super().__init__(
            say(
                "{path} is no longer in its place: it was moved, renamed, replaced or deleted. Nothing was changed. "
                "Put it back, or save a copy to go on with (Ctrl+S).",
                path=path,
            )
        )


class EventFileExists(BadInput):
    def __init__(self, path: object) -> None:
        super().__init__(say("{path} exists already. Choose another name.", path=path))


class NotAnEventFile(BadInput):
    def __init__(self, path: object) -> None:
        super().__init__(
            say(
                "{path} is not a Smalltowns event file, or it is protected by a password. "
                "If it is protected, give the password; otherwise choose a file that ends in .smalltowns.",
                path=path,
            )
        )


class NoEventInside(NotAnEventFile):
    """Not a protected one either: those have whole pages."""

    def __init__(self, path: object) -> None:
        UserError.__init__(
            self,
            say(
                "{path} holds no congress: it is empty, was cut off on its way, or belongs to another program. "
                "Choose another file.",
                path=path,
            ),
        )


class WrongPassword(BadInput):
    def __init__(self, path: object) -> None:
        super().__init__(
            say("{path} does not open with this password. Try again, or use the printed recovery key.", path=path)
        )


class EventFileDamaged(BadInput):
    def __init__(self, path: object, what: str, backup: object = None) -> None:
        if backup is None:
            text = say(
                "{path} is damaged: {what}. Run “doctor” with --repair to rescue what can be read.",
                path=path,
                what=what,
            )
        else:
            text = say(
                "{path} is damaged: {what}. The newest good copy is {backup}. "
                "Open that, or run “doctor” with --repair to rescue what can be read.",
                path=path,
                what=what,
                backup=backup,
            )
        super().__init__(text)
        self.what = what
        self.backup = backup


class EventFileForeign(BadInput):
    def __init__(self, path: object, what: str) -> None:
        super().__init__(
            say(
                "{path} holds something that this program did not write ({what}), so it is not opened.",
                path=path,
                what=what,
            )
        )


class EventFileNewer(BadInput):
    def __init__(self, path: object, theirs: int, ours: int) -> None:
        super().__init__(
            say(
                "{path} was made by a newer version of the program (format {theirs}, here {ours}). Update the program.",
                path=path,
                theirs=theirs,
                ours=ours,
            )
        )


class EventReadOnly(Unavailable):
    def __init__(self, path: object) -> None:
        super().__init__(say("{path} is open for reading only, so nothing was changed.", path=path))


class EventBusy(Unavailable):
    def __init__(self, path: object) -> None:
        super().__init__(say("{path} is busy: another program is writing to it. Try again in a moment.", path=path))


class EventLocked(Unavailable):
    def __init__(self, path: object, holder: str) -> None:
        super().__init__(
            say(
                "{path} lies on a network drive and is being changed by {holder}. It opens for reading only.",
                path=path,
                holder=holder,
            )
        )


class DiskFull(Unavailable):
    retry = False
    """Whether the program has just freed the space that it keeps for this, so that trying once more may do."""

    def __init__(self, path: object) -> None:
        super().__init__(
            say("The disk that holds {path} is full. Nothing was changed. Free some space and try again.", path=path)
        )


class FolderNotWritable(BadInput):
    def __init__(self, path: object) -> None:
        super().__init__(
            say("Cannot write to {path}: the folder is missing or forbids it. Choose another place.", path=path)
        )


class ServerUnavailable(Unavailable):
    def __init__(self, url: object, what: str) -> None:
        super().__init__(
            say(
                "The event server {url} does not answer: {what}. Check its address and the network, and try again.",
                url=url,
                what=what,
            )
        )


# Rows


class ChangedMeanwhile(Unavailable):
    def __init__(self, what: object) -> None:
        super().__init__(say("{what} has just been changed by somebody else. Look at it again and repeat.", what=what))


class UnknownName(BadInput):
    """`kind` is one of the glossary's words, as a `Text`."""

    def __init__(self, kind: Text, name: object) -> None:
        super().__init__(say("There is no {kind} “{name}” in this event.", kind=kind, name=name))


class AmbiguousName(BadInput):
    def __init__(self, kind: Text, name: object, count: int) -> None:
        super().__init__(
            say_n(
                "“{name}” names {n} {kind}. Use its id, or give it a name of its own.",
                "“{name}” could be any of {n} ({kind}). Use the id, or give each a name of its own.",
                count,
                kind=kind,
                name=name,
            )
        )


class GoneAlready(BadInput):
    def __init__(self, kind: Text) -> None:
        super().__init__(say("This {kind} is no longer in the event.", kind=kind))


class InvalidValue(BadInput):
    """A field that the model refuses; `why` says what it should be."""

    def __init__(self, field: str, value: object, why: Text) -> None:
        super().__init__(say("{field}: “{value}” does not do. {why}", field=field, value=value, why=why))
        self.field = field
        self.why = why
        self.why = why


class BrokenRule(BadInput):
    """The database's own constraints refused a row: a form or an import let something slip."""

    def __init__(self, what: str) -> None:
        super().__init__(say("The event cannot hold this: {what}. Nothing was changed.", what=what))


class StillInUse(Refused):
    def __init__(self, what: object) -> None:
        super().__init__(
            say("{what} is still in use, so it was not deleted. Take it out of where it is used first.", what=what)
        )


# The journal


class NothingToUndo(Refused):
    def __init__(self) -> None:
        super().__init__(say("There is nothing to undo."))


class NothingToRedo(Refused):
    def __init__(self) -> None:
        super().__init__(say("There is nothing to redo."))


class UndoBlocked(Refused):
    def __init__(self, deed: Text, later: Text) -> None:
        super().__init__(
            say(
                "“{deed}” cannot be undone by itself: “{later}” came after it and changed the same. Undo that first.",
                deed=deed,
                later=later,
            )
        )


# Spreadsheets and text tables


class TableFileMissing(BadInput):
    def __init__(self, path: object) -> None:
        super().__init__(say("There is no file {path}. Check the name and the folder.", path=path))


class TableUnreadable(BadInput):
    """`what` is wrong with the file, and the `advice` that puts it right; both are whole sentences."""

    def __init__(self, path: object, what: Text, advice: Text) -> None:
        super().__init__(say("{path} cannot be read. {what} {advice}", path=path, what=what, advice=advice))


# The command line


class PasswordFileUnreadable(BadInput):
    def __init__(self, path: object) -> None:
        super().__init__(say("The password file {path} cannot be read. Check its name and its rights.", path=path))


class NotADate(BadInput):
    def __init__(self, value: object) -> None:
        super().__init__(say("“{value}” is not a date. Write it like 2025-08-13.", value=value))


class DatesOutOfOrder(BadInput):
    def __init__(self, first: object, last: object) -> None:
        super().__init__(say("The congress cannot end on {last} before it starts on {first}.", first=first, last=last))


class UnknownTimezone(BadInput):
    def __init__(self, name: object) -> None:
        super().__init__(say("There is no time zone “{name}”. Write it like Europe/Minsk.", name=name))


class TitleMissing(BadInput):
    def __init__(self) -> None:
        super().__init__(say("The congress needs a title."))


class PasswordMissing(BadInput):
    def __init__(self) -> None:
        super().__init__(
            say(
                "A protected event needs a password: put it into a file and give --password-file, "
                "or set SMALLTOWNS_PASSWORD."
            )
        )


# Schedules


class ScheduleUnreadable(BadInput):
    """`what` says what is wrong with the whole file, and what to do: whole sentences."""

    def __init__(self, path: object, what: Text) -> None:
        super().__init__(say("{path} cannot be read as a schedule. {what}", path=path, what=what))


# Badges and check-in


class NoBadge(Refused):
    def __init__(self, name: object) -> None:
        super().__init__(say("{name} has no badge that could be replaced or revoked.", name=name))


class ReasonMissing(BadInput):
    def __init__(self) -> None:
        super().__init__(say("Say why: it is written down with the check-in."))


class NothingToTakeBack(Refused):
    def __init__(self) -> None:
        super().__init__(say("This check-in let nobody in or out, or it was taken back before. Nothing was changed."))


class NotATime(BadInput):
    def __init__(self, value: object) -> None:
        super().__init__(say("“{value}” is not a time. Write it like 2025-08-13 09:30.", value=value))


# Lists of people


class MappingUnreadable(BadInput):
    """`what` is wrong with a file that maps columns to fields: a whole sentence."""

    def __init__(self, path: object, what: Text) -> None:
        super().__init__(say("The mapping {path} cannot be used. {what}", path=path, what=what))


class SheetMissing(BadInput):
    def __init__(self, path: object, sheet: object, sheets: object) -> None:
        super().__init__(
            say("{path} has no sheet “{sheet}”. Its sheets: {sheets}.", path=path, sheet=sheet, sheets=sheets)
        )


class HeadingsMissing(BadInput):
    def __init__(self, path: object) -> None:
        super().__init__(
            say(
                "No row of headings with a name was found in {path}. Put headings such as “ФИО” or “Фамилия” above "
                "the list, or say with --mapping which column holds what.",
                path=path,
            )
        )


# Storage


class EventFileUnreadable(BadInput):
    def __init__(self, path: object) -> None:
        super().__init__(
            say(
                "{path} cannot be opened: the system does not allow it. Check the rights to the file and its folder.",
                path=path,
            )
        )


class EventFileOlder(BadInput):
    def __init__(self, path: object) -> None:
        super().__init__(
            say(
                "{path} was made by an older version of the program. Open it for writing once: it is copied first, "
                "and then brought up to date.",
                path=path,
            )
        )


class DriveFailed(Unavailable):
    def __init__(self, path: object, what: str) -> None:
        super().__init__(
            say(
                "{path} cannot be read or written just now: {what}. Check that its drive is connected, and try again.",
                path=path,
                what=what,
            )
        )


class ReferenceGone(Unavailable):
    def __init__(self) -> None:
        super().__init__(
            say(
                "This refers to something that is no longer in the event. "
                "Look at it again and repeat. Nothing was changed."
            )
        )


class NothingToSalvage(BadInput):
    def __init__(self, path: object) -> None:
        super().__init__(
            say("Nothing of {path} can be read: it is not an event file, or its password is another one.", path=path)
        )


class FilesOnly(BadInput):
    def __init__(self, url: object) -> None:
        super().__init__(
            say("{url} is an event server. A repair works on event files; ask whoever keeps the server.", url=url)
        )


# Exports


class UnknownEnding(BadInput):
    """`endings` as people write them, such as `.xlsx`."""

    def __init__(self, path: object, endings: tuple[str, ...]) -> None:
        super().__init__(
            say(
                "The format of {path} is not known by its ending. Let the name end in one of: {endings}.",
                path=path,
                endings=endings,
            )
        )


# Paper


class NothingToPrint(BadInput):
    def __init__(self) -> None:
        super().__init__(say("There is nothing to print: nobody and nothing in the event matches what was asked for."))


class UnknownLabelSheet(BadInput):
    def __init__(self, name: object, known: object) -> None:
        super().__init__(say("There is no label sheet “{name}”. Choose one of: {known}.", name=name, known=known))


class UnknownTemplate(BadInput):
    def __init__(self, name: object, known: object) -> None:
        super().__init__(say("There is no badge template “{name}”. Choose one of: {known}.", name=name, known=known))


class LargerThanSheet(BadInput):
    def __init__(self, template: object, sheet: object) -> None:
        super().__init__(
            say("The badge {template} is larger than a cell of the sheet {sheet}.", template=template, sheet=sheet)
        )


class NoSuchCell(BadInput):
    def __init__(self, cell: object, cells: object) -> None:
        super().__init__(
            say("The sheet has cells 1 to {cells}, so the first one cannot be {cell}.", cells=cells, cell=cell)
        )


# The demo congress


class DemoUnreasonable(BadInput):
    def __init__(self, option: str, value: int, least: int, most: int) -> None:
        super().__init__(
            say(
                "--{option} should be a number from {least} to {most}, not {value}.",
                option=option,
                least=least,
                most=most,
                value=value,
            )
        )


class DemoTooFull(BadInput):
    def __init__(self, wanted: int, most: int) -> None:
        super().__init__(
            say(
                "The demo congress cannot have {wanted} activities: its delegations have time for {most}. "
                "Ask for more delegations, sites or days.",
                wanted=wanted,
                most=most,
            )
        )


# The programme


class ActivityLocked(Refused):
    def __init__(self, title: object) -> None:
        super().__init__(say("“{title}” is locked. Unlock it first (Ctrl+L).", title=title))


# People


class LastOfGroup(Refused):
    def __init__(self, group: object) -> None:
        super().__init__(
            say(
                "The group “{group}” would be left without people and would then mean the whole delegation. "
                "Put somebody else into it, or delete it first.",
                group=group,
            )
        )
