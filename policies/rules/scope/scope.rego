# METADATA
# title: Field within the purpose
# description: A purpose has a list of fields; every other field is withheld, and offering one at intake is refused.
# custom:
#   clause: 4.1.1
#   effect: withhold
#   codes: [field_outside_purpose, match_not_registered, withheld_by_registry]
package rules.scope

import data.rules.facts

withhold[name] contains "field_outside_purpose" if {
	some name, _ in facts.fields
	not name in facts.planned
}

withhold[name] contains "withheld_by_registry" if {
	some name, shown in facts.purpose.fields
	shown.treatment == "withhold"
}

withhold[name] contains "match_not_registered" if {
	some name, shown in facts.purpose.fields
	shown.treatment == "match"
	not name in object.get(object.get(facts.consumer, "match", {}), input.purpose, [])
}

refuse contains "field_outside_purpose" if {
	input.operation == "collect"
	some name in input.evidence.fields
	not name in facts.planned
}
