"""What editors see while somebody writes: findings in their units, why, and how to mend or silence them."""
