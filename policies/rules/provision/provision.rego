# METADATA
# title: No sale, no provision to others
# description: No purpose sells. Providing to others is off unless this deployment switched the purpose on.
# custom:
#   clause: 4.1.4-e
#   effect: refuse
#   codes: [sale_forbidden, third_party_off, purpose_disabled]
package rules.provision

import data.rules.facts

refuse contains "sale_forbidden" if "sale" in facts.purpose.manner

refuse contains "purpose_disabled" if object.get(facts.purpose, "enabled", true) == false

refuse contains "third_party_off" if {
	facts.consumer.kind == "third_party"
	not "provision" in facts.purpose.manner
}
