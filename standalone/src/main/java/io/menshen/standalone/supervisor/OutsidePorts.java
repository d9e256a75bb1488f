package io.menshen.standalone.supervisor;

/**
 * The ports on the loopback address of what stands in for other systems.
 *
 * @param identity of the issuer's keys, 1 to 65535, or 0 for any free one
 * @param inbox of the texts that were sent, likewise
 */
public record OutsidePorts(int identity, int inbox) {
    /** Any that are free. */
    public static final OutsidePorts FREE = new OutsidePorts(0, 0);
}
