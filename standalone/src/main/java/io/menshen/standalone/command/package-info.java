/** The verbs of the script that need a JVM: demo, up, token. */
@NullMarked
package io.menshen.standalone.command;

import org.jspecify.annotations.NullMarked;
