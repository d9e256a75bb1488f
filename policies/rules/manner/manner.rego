# METADATA
# title: Operation within the manner of the purpose
# description: Data is used in the manner that was told at collection.
# custom:
#   clause: 6.1.1
#   effect: refuse
#   codes: [operation_outside_manner]
package rules.manner

import data.rules.facts

refuse contains "operation_outside_manner" if {
	facts.purpose
	not input.operation in facts.purpose.operations
}
