"""Which blocks are read as headings, whatever the author marked them up with."""

from service.model import Block


def headline(block: Block) -> bool:
    """Whether a block is a heading, or a paragraph that is bold from beginning to end."""
    if block.kind == "heading":
        return True
    whole = block.kind == "paragraph" and len(block.plain.text) <= 120
    return whole and any(inline.kind == "strong" and inline.span.holds(block.span) for inline in block.inlines)
