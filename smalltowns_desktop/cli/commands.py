"""Where each command is: its module loads when it is asked for."""

_HERE = "smalltowns_desktop.cli"

IMPORTS = {
    "participants": f"{_HERE}.imports:import_participants",
    "schedule": f"{_HERE}.import_schedule:import_schedule",
    "workbook": f"{_HERE}.import_workbook:import_workbook",
}
EXPORTS = {
    "attendance": f"{_HERE}.exporting:export_attendance",
    "ics": f"{_HERE}.export_schedule:export_ics",
    "mirror": f"{_HERE}.exporting:export_mirror",
    "participants": f"{_HERE}.exporting:export_participants",
    "schedule-xml": f"{_HERE}.export_schedule:export_schedule_xml",
    "workbook": f"{_HERE}.exporting:export_workbook",
}
PRINTS = {
    "badges": f"{_HERE}.printing:print_badges",
    "itineraries": f"{_HERE}.printing:print_itineraries",
}
COMMANDS = {
    "backup": f"{_HERE}.care:backup",
    "badges": f"{_HERE}.checkin:badges",
    "check": f"{_HERE}.check:check",
    "checkin": f"{_HERE}.checkin:checkin",
    "demo": f"{_HERE}.demo:demo",
    "doctor": f"{_HERE}.care:doctor",
    "history": f"{_HERE}.journal:history",
    "info": f"{_HERE}.events:info",
    "new": f"{_HERE}.events:new",
    "redo": f"{_HERE}.journal:redo",
    "undo": f"{_HERE}.journal:undo",
}
