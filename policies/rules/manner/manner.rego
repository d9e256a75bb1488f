# METADATA
# title: Operation within the manner of the purpose
# description: Data is used in the manner that was told at collection.
# custom:
#   effect: refuse
#   entry: purposes/{purpose}/operations
#   codes:
#     operation_outside_manner: {clause: 6.1.1, en: The purpose does not name this operation, zh: 操作超出该目的的方式}
package rules.manner

import data.rules.facts

_named if input.operation in facts.purpose.operations

# Consent is taken to whatever can be withdrawn again, and whatever can be withdrawn can be withdrawn by a link.
_named if {
	input.operation in {"consent", "link"}
	"withdraw" in facts.purpose.operations
}

refuse contains "operation_outside_manner" if {
	facts.purpose
	not _named
}
