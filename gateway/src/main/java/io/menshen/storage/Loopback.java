package io.menshen.storage;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses of this machine that no other one reaches. */
final class Loopback {
    private Loopback() {}

    /** Whether it is one; a name that is not known is none. */
    static boolean is(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
