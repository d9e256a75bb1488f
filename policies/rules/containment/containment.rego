# METADATA
# title: Containment during an incident
# description: What the officer contained is refused or withheld until it is lifted.
# custom:
#   effect: refuse
#   codes:
#     contained: {clause: 8-c, en: Contained during an incident, zh: 事件处置期间已停用}
package rules.containment

import data.rules.facts

_open if input.context.contained == false

# Unless the request says that nothing is contained, it is.
refuse contains "contained" if not _open

withhold[name] contains "contained" if {
	some name in input.context.contained_fields
	name in facts.planned
}
