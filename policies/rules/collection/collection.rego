# METADATA
# title: Collection under a notice
# description: Data is taken in under the current notice, and consent for sensitive kinds is not bundled with other consent.
# custom:
#   clause: 4.1.2-b, 4.1.2-e
#   effect: refuse
#   codes: [notice_missing, notice_altered, bundled_consent]
package rules.collection

_codes := {"missing": "notice_missing", "old": "notice_missing", "altered": "notice_altered"}

refuse contains _codes[input.evidence.notice] if input.operation == "collect"

refuse contains "notice_missing" if {
	input.operation == "collect"
	input.evidence == null
}

refuse contains "bundled_consent" if {
	input.operation == "collect"
	input.evidence.bundled
}
