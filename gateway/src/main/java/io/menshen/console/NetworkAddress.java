package io.menshen.console;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * From where something is asked, for limits only: what a header says of it anybody can write. One
 * household has a whole network of IPv6, so the first half of the address stands for all of it.
 */
public final class NetworkAddress {
    private static final int NETWORK = 8;
    private static final String UNKNOWN = "";

    private NetworkAddress() {}

    /** Of who asks, in hex; empty where it is not known. */
    public static String of(ServerRequest request) {
        return request.remoteAddress()
                .map(InetSocketAddress::getAddress)
                .flatMap(Optional::ofNullable)
                .map(InetAddress::getAddress)
                .map(bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK)))
                .map(HexFormat.of()::formatHex)
                .orElse(UNKNOWN);
    }
}
