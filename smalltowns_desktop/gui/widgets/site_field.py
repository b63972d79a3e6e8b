"""Choosing a place: all of them by district, or by parts of the name."""

from collections.abc import Callable, Collection, Sequence

from smalltowns_desktop.domain.model import SiteKind
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.widgets.forms import Write
from smalltowns_desktop.gui.widgets.pick_field import Choice, Find, PickField, find_among
from smalltowns_desktop.gui.workspace import Workspace


class SiteField(PickField):
    """Takes the key of a site; beside each stands its district. `first` kinds stand before the others."""

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        write: Write,
        *,
        first: Collection[SiteKind] = (),
        hint: str = "",
        may_be_empty: bool = True,
        keeps_value: bool = True,
    ) -> None:
        super().__init__(
            workspace,
            title,
            write,
            site_finder(lambda: workspace.store.programme, first),
            hint=hint or workspace.say("Place or district"),
            may_be_empty=may_be_empty,
            keeps_value=keeps_value,
        )


def site_finder(programme: Callable[[], Programme], first: Collection[SiteKind] = ()) -> Find:
    """Looks among the event's sites as they are at the time."""

    def find(alternatives: Sequence[Sequence[str]]) -> Sequence[Choice]:
        rows = programme()
        districts = rows.districts
        sites = sorted(
            rows.sites.values(),
            key=lambda site: (site.kind not in first, fold(districts[site.district_id].name), fold(site.name)),
        )
        return find_among([Choice(site.id, site.name, districts[site.district_id].name) for site in sites])(
            alternatives
        )

    return find
