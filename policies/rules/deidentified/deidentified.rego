# METADATA
# title: De-identified consumers see store D only
# description: What identifies or is sensitive lies in other stores, which a de-identified consumer never sees.
# custom:
#   effect: withhold
#   entry: consumers/{consumer}/kind
#   codes:
#     identified_data: {clause: 5.1-b, en: De-identified consumers see no identifying data, zh: 去标识系统不得查看可识别信息}
package rules.deidentified

import data.rules.facts

_open contains name if {
	some name in facts.planned
	facts.fields[name].store == "profile"
}

withhold[name] contains "identified_data" if {
	facts.consumer.kind == "deidentified"
	some name in facts.planned
	not name in _open
}
