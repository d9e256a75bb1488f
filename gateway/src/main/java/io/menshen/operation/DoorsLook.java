package io.menshen.operation;

import static io.menshen.operation.Finding.fail;
import static io.menshen.operation.Finding.ok;
import static io.menshen.operation.Finding.warn;

import io.menshen.web.Door;
import io.menshen.web.DoorProperties;
import io.menshen.web.WebProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What the open doors show: their certificates and how long these hold. */
record DoorsLook(WebProperties web, Clock clock) {
    private static final Duration SOON = Duration.ofDays(30);

    Stream<Finding> findings() {
        var doors = Objects.requireNonNullElse(web.doors(), Map.<Door, DoorProperties>of());
        var open = doors.entrySet().stream().filter(door -> door.getValue().enabled()).toList();
        return open.isEmpty()
                ? Stream.of(fail("doors", "open", "none", "name one in menshen.web.doors"))
                : open.stream().map(door -> of(door.getKey(), door.getValue()));
    }

    private Finding of(Door door, DoorProperties its) {
        var part = "door " + door.name().toLowerCase(Locale.ROOT);
        var certificate = its.certificate();
        if (certificate == null) {
            return ok(part, "encryption", "in clear, at " + its.address() + " only");
        }
        try {
            return holds(part, certificate);
        } catch (IOException | CertificateException e) {
            return fail(part, "certificate", Finding.line(e), "name a PEM file with the chain");
        }
    }

    private Finding holds(String part, Path file) throws IOException, CertificateException {
        var end = read(file).getNotAfter().toInstant();
        var left = Duration.between(clock.instant(), end);
        var remedy = "renew it, and start the gateways one after the other";
        if (left.isNegative()) {
            return fail(part, "certificate", "ended on " + end, remedy);
        }
        return left.compareTo(SOON) < 0
                ? warn(part, "certificate", "holds until " + end, remedy)
                : ok(part, "certificate", "holds until " + end);
    }

    private static X509Certificate read(Path file) throws IOException, CertificateException {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
