package io.menshen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.catalog.source.Compilation.Faulty;
import io.menshen.catalog.source.NewEntry;
import io.menshen.catalog.source.NewEntry.Kind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Begins an entry of a registry, with every key that it may have. */
@Command(
        name = "new",
        description = {
            "Adds an entry to the end of its registry, with every key that it may have and what each",
            "means. It allows nothing until it is filled in; what is still missing is printed."
        })
final class PolicyNew implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private PolicyCommands.Where where = new PolicyCommands.Where();

    @Parameters(index = "0", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}.")
    private Kind kind = Kind.CONSUMER;

    @Parameters(index = "1", paramLabel = "NAME", description = "Its name in the registry.")
    private String name = "";

    @Option(names = "--owner", description = "The role that answers for it.")
    private @Nullable String owner;

    @Option(names = "--zh", description = "What people call it, in Chinese (default: NAME).")
    private @Nullable String chinese;

    @Option(names = "--en", description = "The same in English (default: NAME).")
    private @Nullable String english;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any other key, its value as YAML, such as 'purposes=[survey]'.")
    private Map<String, String> more = new LinkedHashMap<>();

    PolicyNew() {}

    @Override
    public Integer call() throws IOException {
        var policies = where.folder();
        var file = policies.registry(kind.registry());
        var text = Files.readString(file);
        var added = added(text);
        PolicyBuild.replace(file, added.getBytes(UTF_8));
        var out = spec.commandLine().getOut();
        var line = text.lines().count() + 1;
        out.println(file + ":" + line + ": " + kind.word() + " '" + name + "' may do nothing yet");
        toFillIn(policies, out);
        return 0;
    }

    private String added(String text) {
        try {
            return new NewEntry(kind, name, given(), PolicyFolder.KNOWN).addedTo(text);
        } catch (IllegalArgumentException e) {
            throw new CannotException(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, String> given() {
        var given = new LinkedHashMap<String, String>();
        if (chinese != null || english != null) {
            var label = JsonMapper.shared().createObjectNode();
            label.put("zh", chinese == null ? name : chinese);
            given.put("label", label.put("en", english == null ? name : english).toString());
        }
        if (owner != null) {
            given.put("owner", JsonMapper.shared().writeValueAsString(owner));
        }
        given.putAll(more);
        return given;
    }

    private static void toFillIn(PolicyFolder policies, PrintWriter out) {
        if (policies.compile() instanceof Faulty faulty) {
            out.println("to fill in before ./menshen policy build:");
            faulty.problems().forEach(p -> out.println("  " + p));
        } else {
            out.println("the registries fit. Fill it in, then: ./menshen policy build");
        }
    }
}
