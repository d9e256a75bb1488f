package io.menshen.standalone.process;

import java.io.IOException;

/**
 * The ports of a gateway's doors on the loopback address.
 *
 * @param api 1 to 65535
 * @param management 1 to 65535
 */
public record GatewayPorts(int api, int management) {
    /** Ports that are free at this moment. */
    public static GatewayPorts free() throws IOException {
        var two = Ports.free(2);
        return new GatewayPorts(two.getFirst(), two.getLast());
    }
}
