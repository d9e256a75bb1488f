package io.menshen.cases;

import io.menshen.kernel.Personal;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a case, as it is written.
 *
 * @param owner who shall have it, of an assignment and of nothing else
 * @param reason a word of {@link RefusalReason}, of a refusal and of nothing else
 * @param note what else is to be kept
 */
record ActRequest(
        @Nullable String owner, @Nullable String reason, @Nullable Personal<String> note) {}
