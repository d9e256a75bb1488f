package io.menshen.standalone.process;

import java.io.IOException;

/**
 * The ports of a gateway's doors on the loopback address.
 *
 * @param api 1 to 65535
 * @param management 1 to 65535
 * @param people of the door {@code public}, 1 to 65535
 * @param staff 1 to 65535
 */
public record GatewayPorts(int api, int management, int people, int staff) {
    /** Ports that are free at this moment. */
    public static GatewayPorts free() throws IOException {
        var free = Ports.free(4);
        return new GatewayPorts(free.get(0), free.get(1), free.get(2), free.get(3));
    }
}
