"""A contract's text with one more entry of `changes`, and everything else in it as it stood."""

from collections.abc import Sequence
from typing import Final

import yaml

from checker.errors import Mistake, UsageError
from checker.model.places import Place

_ITEM: Final = "  "  # before an item of a list that has none yet


def with_change(text: str, entry: Sequence[str], flow: str, file: str) -> str:
    """
    The text of a contract.yaml with an entry of `changes` at its end: `entry` as lines of a block without the
    dash, `flow` as one line for where people write it so.

    Raises:
        UsageError: the file is written in a way in which no entry can be added as text.

    """
    changed = _changed(text, entry, flow, file)
    try:
        before, after = (yaml.load(one, Loader=yaml.CBaseLoader) for one in (text, changed))
        added = yaml.load(flow, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:  # it ends before its last line, say
        raise _refused(file, flow) from error
    if after != {**before, "changes": [*(before.get("changes") or ()), added]}:
        raise _refused(file, flow)
    return changed


def _changed(text: str, entry: Sequence[str], flow: str, file: str) -> str:
    ending = "\r\n" if "\r\n" in text else "\n"
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise _refused(file, flow)
    listed = next((value for key, value in root.value if key.value == "changes"), None)
    if listed is None:
        rest = "" if text.endswith("\n") or not text else ending
        return f"{text}{rest}{ending}changes:{ending}{_block(entry, _ITEM, ending)}"
    if isinstance(listed, yaml.SequenceNode) and listed.flow_style:
        return _in_flow(text, listed, entry, flow, ending, file)
    if isinstance(listed, yaml.SequenceNode):
        return _in_block(text, listed, entry, ending)
    if isinstance(listed, yaml.ScalarNode) and not listed.value:
        at = _end_of_line(text, listed.start_mark.index)
        return f"{text[:at].rstrip(' ')}{ending}{_block(entry, _ITEM, ending)}{text[at:].lstrip(ending)}"
    raise _refused(file, flow)


def _block(entry: Sequence[str], indent: str, ending: str) -> str:
    first, *rest = entry
    return "".join(f"{indent}{line}{ending}" for line in (f"- {first}", *(f"  {line}" for line in rest)))


def _in_flow(
    text: str, listed: yaml.SequenceNode, entry: Sequence[str], flow: str, ending: str, file: str
) -> str:
    start, end = listed.start_mark.index, listed.end_mark.index
    if listed.value:
        last = listed.value[-1].end_mark.index
        return f"{text[:last]}, {flow}{text[last:]}"
    if text[start + 1 : end - 1].strip():  # a comment in it
        raise _refused(file, flow)
    after = _end_of_line(text, end)
    rest = text[end:after].strip()  # a comment behind the empty list
    head = text[:start].rstrip() + (f"  {rest}" if rest else "")
    return f"{head}{ending}{_block(entry, _ITEM, ending)}{text[after:].removeprefix(ending)}"


def _in_block(text: str, listed: yaml.SequenceNode, entry: Sequence[str], ending: str) -> str:
    indent = " " * listed.start_mark.column
    at = _end_of_line(text, _last(listed))
    before = text[:at]
    return f"{before}{ending}{_block(entry, indent, ending)}{text[at:].removeprefix(ending)}"


def _last(node: yaml.Node) -> int:
    """Where the last character of a value stands; a block ends only where the next thing begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last(last[1] if isinstance(last, tuple) else last)
    return node.end_mark.index - (1 if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"} else 0)


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if end and text[end - 1 : end] == "\r" else end


def _refused(file: str, flow: str) -> UsageError:
    message = "an entry of changes can't be written into this file as it stands"
    return UsageError(
        [Mistake(message=message, place=Place(file=file, line=1, column=1), fix=f"add it to changes: {flow}")]
    )
