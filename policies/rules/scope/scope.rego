# METADATA
# title: Field within the purpose
# description: A purpose has a list of fields; every other field is withheld, and offering one at intake is refused.
# custom:
#   effect: withhold
#   entry: purposes/{purpose}/fields
#   codes:
#     field_outside_purpose: {clause: 4.1.1, en: The purpose does not need this field, zh: 该目的不需要此字段}
#     match_not_registered: {clause: 4.1.1, en: The consumer may not match this field, zh: 该系统未登记比对此字段}
#     withheld_by_registry: {clause: 4.1.1, en: The purpose shows this field to nobody, zh: 该目的不向任何人展示此字段}
package rules.scope

import data.rules.facts

withhold[name] contains "field_outside_purpose" if {
	some name, _ in facts.fields
	not name in facts.planned
}

# What is shown to nobody, or compared only, is taken in all the same.
withhold[name] contains "withheld_by_registry" if {
	input.operation != "collect"
	some name, shown in facts.purpose.fields
	shown.treatment == "withhold"
}

_matches contains name if some name in facts.consumer.match[input.purpose]

withhold[name] contains "match_not_registered" if {
	input.operation != "collect"
	some name, shown in facts.purpose.fields
	shown.treatment == "match"
	not name in _matches
}

refuse contains "field_outside_purpose" if {
	input.operation == "collect"
	some name in input.evidence.fields
	not name in facts.planned
}
