# METADATA
# title: Purpose registered
# description: A consumer uses data for the purposes it is registered for, and for no other.
# custom:
#   clause: 4.1.3-b
#   effect: refuse
#   codes: [consumer_unknown, purpose_unknown, purpose_not_registered]
package rules.purpose

import data.rules.facts

refuse contains "consumer_unknown" if not facts.consumer

refuse contains "purpose_unknown" if not facts.purpose

refuse contains "purpose_not_registered" if {
	facts.consumer
	facts.purpose
	not input.purpose in facts.consumer.purposes
}
