# METADATA
# title: Confidentiality agreement of vendors
# description: A vendor or third party has a confidentiality agreement that has not ended.
# custom:
#   effect: refuse
#   entry: consumers/{consumer}/agreement
#   codes:
#     vendor_agreement: {clause: 4.1.4-f, en: No confidentiality agreement of the vendor stands, zh: 供应商保密协议缺失或已到期}
package rules.agreement

import data.rules.facts

_agreed if input.context.day <= facts.consumer.agreement.expires

refuse contains "vendor_agreement" if {
	facts.consumer.kind in {"vendor", "third_party"}
	not _agreed
}
