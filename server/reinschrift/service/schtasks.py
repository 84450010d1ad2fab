"""Windows: a task of the Task Scheduler, which starts it at the user's login, without a window."""

from __future__ import annotations

import subprocess
from pathlib import Path
from xml.etree import ElementTree

from .plan import Machine, Plan, Remove, Run, Write

PROGRAM = "schtasks"
CHECK = None
TASK = "Reinschrift"
NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
SETTINGS = {
    "MultipleInstancesPolicy": "IgnoreNew",
    "DisallowStartIfOnBatteries": "false",
    "StopIfGoingOnBatteries": "false",
    "ExecutionTimeLimit": "PT0S",  # none
    "RestartOnFailure": {"Interval": "PT1M", "Count": "3"},
}


def file(machine: Machine) -> Path:
    """The task's description, which the Task Scheduler reads once; it is kept to show that there is a task."""
    return machine.folder / "task.xml"


def install(machine: Machine) -> Plan:
    """Also of a new version over an old one."""
    return (
        Write(file(machine), _text(machine), "utf-16"),
        Run((PROGRAM, "/End", "/TN", TASK), may_fail=True),
        Run((PROGRAM, "/Create", "/TN", TASK, "/XML", str(file(machine)), "/F")),
        Run((PROGRAM, "/Run", "/TN", TASK)),
    )


def uninstall(machine: Machine) -> Plan:
    """Stops it, too."""
    return (
        Run((PROGRAM, "/End", "/TN", TASK), may_fail=True),
        Run((PROGRAM, "/Delete", "/TN", TASK, "/F")),
        Remove(file(machine)),
    )


def running(machine: Machine) -> tuple[str, ...]:
    """The command that succeeds while there is such a task."""
    return (PROGRAM, "/Query", "/TN", TASK)


def _text(machine: Machine) -> str:
    program, *arguments = machine.words
    principal = {"UserId": machine.user, "LogonType": "InteractiveToken", "RunLevel": "LeastPrivilege"}
    task = ElementTree.Element("Task", {"version": "1.2", "xmlns": NAMESPACE})
    _add(task, "Triggers", {"LogonTrigger": {"UserId": machine.user}})
    ElementTree.SubElement(_add(task, "Principals", {}), "Principal", {"id": "Author"})
    for name, value in principal.items():
        _add(task[1][0], name, value)
    _add(task, "Settings", SETTINGS)
    action = {"Exec": {"Command": program, "Arguments": subprocess.list2cmdline(arguments)}}
    _add(task, "Actions", action).set("Context", "Author")
    ElementTree.indent(task)
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{ElementTree.tostring(task, encoding="unicode")}\n'


def _add(parent: ElementTree.Element, name: str, value: object) -> ElementTree.Element:
    """An element with text, or with the elements of a mapping."""
    element = ElementTree.SubElement(parent, name)
    if isinstance(value, dict):
        for key, inner in value.items():
            _add(element, key, inner)
    else:
        element.text = str(value)
    return element
