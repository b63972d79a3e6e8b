"""Who comes to an activity: its groups, and people with a part in it."""

from collections.abc import Sequence

from smalltowns_desktop.domain.ids import ActivityId, GroupId, ParticipantId
from smalltowns_desktop.domain.model import Activity, ActivityPart
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.gui.timeline.words import PART_WORDS
from smalltowns_desktop.gui.widgets.forms import ChoiceField, Form, perform_in_field
from smalltowns_desktop.gui.widgets.person_field import PeopleIndex, PersonField, people_of
from smalltowns_desktop.gui.widgets.pick_field import Choice, PickField, find_among
from smalltowns_desktop.gui.widgets.roster import Entry, RosterField
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.programme import ActivityEdit, dismiss_person, edit_activities, name_person


class CompanyForm(Form):
    """Groups and people, each put in and taken out by a deed of its own."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(0)
        self.workspace = workspace
        self.store = workspace.store
        say = workspace.say
        self._key = ActivityId("")
        self.add_group = PickField(
            workspace, say("Groups"), self._join, self._find_groups, hint=say("Add a group"), keeps_value=False
        )
        self.groups = RosterField(workspace, say("Groups"), self.add_group, self._leave)
        self.part = ChoiceField(workspace, say("Part"), self._choose_part)
        self._chosen_part = ActivityPart.SPEAKER
        index = PeopleIndex(lambda: self.store.programme)
        self.add_person = PersonField(
            workspace, say("People"), self._name, people_of(index), hint=say("Add a person"), keeps_value=False
        )
        self.people = RosterField(workspace, say("People"), self.add_person, self._dismiss)
        word = workspace.words.word
        self.part.show_choices([(part, word(name)) for part, name in PART_WORDS.items()])
        self.part.show_value(self._chosen_part)
        self.add_heading(say("Groups"))
        self.add_wide(self.groups)
        self.add_heading(say("People"))
        self.add_wide(self.people)
        self.add_wide(self.part)
        self.fields += [self.groups, self.people, self.part]

    def show_activity(self, activity: Activity) -> None:
        if activity.id != self._key:
            self._key = activity.id
            self.forget()
        programme = self.store.programme
        groups = [programme.groups[key] for key in programme.groups_by_activity.get(activity.id, ())]
        entries = []
        for group in groups:
            delegation = None if group.delegation_id is None else programme.delegations[group.delegation_id]
            entries.append(Entry(group.id, group.name, str(programme.size_of_group(group.id)), delegation))
        self.groups.show_value(sorted(entries, key=lambda entry: fold(entry.text)))
        people = []
        for part, key in programme.people_by_activity.get(activity.id, ()):
            word = self.workspace.words.word(PART_WORDS[part])
            people.append(Entry(f"{part}/{key}", programme.participants[key].full_name, word))
        self.people.show_value(people)
        read_only = self.store.db.read_only
        self.groups.set_read_only(read_only or activity.locked)
        self.people.set_read_only(read_only)
        self.part.setVisible(not read_only)

    def _find_groups(self, alternatives: Sequence[Sequence[str]]) -> Sequence[Choice]:
        """The groups that do not come yet."""
        programme = self.store.programme
        there = set(programme.groups_by_activity.get(self._key, ()))
        groups = sorted(
            (row for row in programme.groups.values() if row.id not in there), key=lambda row: fold(row.name)
        )
        say_n = self.workspace.say_n
        return find_among(
            [
                Choice(row.id, row.name, say_n("{n} person", "{n} people", programme.size_of_group(row.id)))
                for row in groups
            ]
        )(alternatives)

    def _join(self, key: str | None) -> bool:
        return key is not None and self._change(join=(GroupId(key),))

    def _leave(self, key: str) -> bool:
        return self._change(leave=(GroupId(key),))

    def _change(self, leave: tuple[GroupId, ...] = (), join: tuple[GroupId, ...] = ()) -> bool:
        activity = self.store.programme.activities.get(self._key)
        if activity is None:
            return False
        edit = ActivityEdit(activity, activity, leave, join)
        return perform_in_field(self.store, lambda db: edit_activities(db, [edit]))

    def _choose_part(self, part: ActivityPart) -> bool:
        self._chosen_part = part
        self.part.show_value(part)
        return True

    def _name(self, key: str | None) -> bool:
        if key is None:
            return False
        part, activity = self._chosen_part, self._key
        return perform_in_field(self.store, lambda db: name_person(db, activity, part, ParticipantId(key)))

    def _dismiss(self, key: str) -> bool:
        part, _, person = key.partition("/")
        activity = self._key
        return perform_in_field(
            self.store, lambda db: dismiss_person(db, activity, ActivityPart(part), ParticipantId(person))
        )
