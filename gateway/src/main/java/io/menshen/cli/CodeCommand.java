package io.menshen.cli;

import io.menshen.catalog.Code;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeysetFiles;
import io.menshen.tokens.PlaceCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a QR code of the registry, signed (T/CCAGM 002 4.2). */
@Command(
        name = "code",
        description =
                "Prints the text of a QR code of codes.yaml, signed by the deployment's keys, with what "
                        + "stands beside it, and draws it into an SVG file.")
final class CodeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private PolicyCommands.Where where = new PolicyCommands.Where();

    @Parameters(paramLabel = "NAME", description = "A code of codes.yaml.")
    private String name = "";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The gateway's configuration, which names the keysets.")
    private @Nullable Path config;

    @Option(
            names = "--address",
            paramLabel = "URL",
            description =
                    "The page that a phone opens; the code is added as its parameter 'code'. Left out: "
                            + "the code alone.")
    private @Nullable String address;

    @Option(names = "--out", paramLabel = "FILE", description = "The drawing (default: NAME.svg).")
    private @Nullable Path file;

    CodeCommand() {}

    @Override
    public Integer call() throws IOException {
        var registries = Sources.compile(where.folder(), spec.commandLine().getErr());
        if (registries.isEmpty()) {
            return 1;
        }
        var catalog = registries.get().catalog();
        Words.named("code", name, catalog.codes().keySet());
        var code = catalog.code(name).orElseThrow();
        var text = new PlaceCodes(keys()).text(name, code);
        var drawn = address == null ? text : linked(address, text);
        var drawing = file == null ? Path.of(name + ".svg") : file;
        PolicyBuild.replace(drawing, QrDrawing.svg(drawn).getBytes(StandardCharsets.UTF_8));
        tell(code, text, drawn, drawing);
        return 0;
    }

    /** A parameter of a query: the text holds nothing that would have to be escaped. */
    private static String linked(String address, String text) {
        return address + (address.contains("?") ? "&" : "?") + "code=" + text;
    }

    private KeyRing keys() throws IOException {
        var properties = new Settings(config).keys();
        var files = KeysetFiles.of(properties);
        if (!files.exist()) {
            throw new CannotException(
                    properties.folder() + " holds no keysets; see menshen.keys.folder");
        }
        try {
            return files.open();
        } catch (GeneralSecurityException e) {
            throw new CannotException("the keysets do not open: " + e.getMessage());
        }
    }

    private void tell(Code code, String text, String drawn, Path drawing) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        if (!drawn.equals(text)) {
            out.println("address  " + drawn);
        }
        out.println("sign     " + code.sign().zh() + " · " + code.sign().en());
        var place = code.place().name().toLowerCase(Locale.ROOT);
        out.println("place    " + place + ": " + code.label().zh() + " · " + code.label().en());
        out.println("channel  " + code.channel() + ", for " + code.purpose());
        out.println("notice   version " + code.noticeVersion());
        out.println("owner    " + code.owner());
        out.println("drawn    " + drawing.toAbsolutePath());
    }
}
