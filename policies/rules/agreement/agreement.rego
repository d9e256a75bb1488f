# METADATA
# title: Confidentiality agreement of vendors
# description: A vendor or third party has a confidentiality agreement that has not ended.
# custom:
#   clause: 4.1.4-f
#   effect: refuse
#   codes: [vendor_agreement]
package rules.agreement

import data.rules.facts

_agreed if input.context.day <= facts.consumer.agreement.expires

refuse contains "vendor_agreement" if {
	facts.consumer.kind in {"vendor", "third_party"}
	not _agreed
}
