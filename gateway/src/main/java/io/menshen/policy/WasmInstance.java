package io.menshen.policy;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.WasmModule;
import com.styra.opa.wasm.OpaWasm_ModuleExports;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One instance of the compiled rules with their data loaded. One thread at a time may use it. */
final class WasmInstance {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int RESERVED = 0;
    private static final int AS_JSON = 0;

    private final Memory memory;
    private final OpaWasm_ModuleExports exports;
    private final JsonNode entrypoints;
    private final int data;
    private final int heap;

    WasmInstance(WasmModule module, Function<Instance, Machine> machine, byte[] registries) {
        var imports = new WasmImports();
        memory = imports.memory();
        exports =
                new OpaWasm_ModuleExports(
                        Instance.builder(module)
                                .withMachineFactory(machine)
                                .withImportValues(imports.toImportValues())
                                .build());
        if (!dump(exports.builtins()).isEmpty()) {
            throw new IllegalStateException(
                    "the rules need functions that are not compiled into them: "
                            + dump(exports.builtins()));
        }
        entrypoints = dump(exports.entrypoints());
        data = parse(registries);
        heap = exports.opaHeapPtrGet();
    }

    /**
     * One evaluation; the heap begins where the data ends, so that nothing is left of an earlier
     * one.
     */
    byte[] evaluate(PolicyEngine.Entrypoint entrypoint, byte[] input) {
        var id = entrypoints.path(entrypoint.path());
        if (!id.isInt()) {
            throw new IllegalStateException("the bundle has no entrypoint " + entrypoint.path());
        }
        var afterInput = heap + input.length;
        reserve(afterInput);
        memory.write(heap, input);
        var result =
                exports.opaEval(
                        RESERVED, id.intValue(), data, heap, input.length, afterInput, AS_JSON);
        return unwrapped(text(result));
    }

    private void reserve(int end) {
        var missing = (end >> 16) + 1 - memory.pages();
        if (missing > 0 && memory.grow(missing) < 0) {
            throw new IllegalStateException("the input does not fit into the rules' memory");
        }
    }

    private int parse(byte[] json) {
        var at = exports.opaMalloc(json.length);
        memory.write(at, json);
        var value = exports.opaJsonParse(at, json.length);
        exports.opaFree(at);
        if (value == 0) {
            throw new IllegalStateException("the bundle's data is not JSON");
        }
        return value;
    }

    private JsonNode dump(int value) {
        return JSON.readTree(text(exports.opaJsonDump(value)));
    }

    private byte[] text(int from) {
        var end = from;
        while (memory.read(end) != 0) {
            end++;
        }
        return memory.readBytes(from, end - from);
    }

    /**
     * OPA answers {@code [{"result":…}]}; an undefined result is an empty array, which is no
     * answer.
     */
    private static byte[] unwrapped(byte[] answer) {
        var text = new String(answer, StandardCharsets.UTF_8);
        var head = "[{\"result\":";
        if (!text.startsWith(head) || !text.endsWith("}]")) {
            throw new IllegalStateException("the rules gave no result");
        }
        return text.substring(head.length(), text.length() - 2).getBytes(StandardCharsets.UTF_8);
    }
}
