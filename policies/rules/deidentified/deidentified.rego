# METADATA
# title: De-identified consumers see store D only
# description: What identifies or is sensitive lies in other stores, which a de-identified consumer never sees.
# custom:
#   clause: 5.1-b
#   effect: withhold
#   codes: [identified_data]
package rules.deidentified

import data.rules.facts

withhold[name] contains "identified_data" if {
	facts.consumer.kind == "deidentified"
	some name in facts.planned
	facts.fields[name].store != "profile"
}
