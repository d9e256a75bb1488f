package io.menshen.connectors;

import io.menshen.kernel.Personal;
import java.util.UUID;

/**
 * One text.
 *
 * @param id sent again under it, the other side delivers it once
 * @param number where to, as the registry's type spells it
 * @param text what it says; a code in it is a secret of the person
 */
public record TextMessage(UUID id, Personal<String> number, Personal<String> text) {}
