/** docs/run.md, followed as it stands. */
@NullMarked
package io.menshen.standalone.run;

import org.jspecify.annotations.NullMarked;
