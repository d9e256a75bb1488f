# METADATA
# title: Containment during an incident
# description: What the officer contained is refused or withheld until it is lifted.
# custom:
#   clause: 8-c
#   effect: refuse
#   codes: [contained]
package rules.containment

import data.rules.facts

refuse contains "contained" if input.context.contained

withhold[name] contains "contained" if {
	some name in input.context.contained_fields
	name in facts.planned
}
