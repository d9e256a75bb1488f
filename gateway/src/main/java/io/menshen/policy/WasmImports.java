package io.menshen.policy;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.styra.opa.wasm.OpaWasm_Env;
import com.styra.opa.wasm.OpaWasm_ModuleImports;

/**
 * What the compiled rules may call from outside: nothing. Every function they use is compiled into
 * them; one that is not is found when the bundle is loaded.
 */
final class WasmImports implements OpaWasm_ModuleImports, OpaWasm_Env {
    private static final int FIRST_PAGES = 8;

    /** 64 MiB: rules that want more do not end well. */
    private static final int MOST_PAGES = 1024;

    private final Memory memory = new ByteArrayMemory(new MemoryLimits(FIRST_PAGES, MOST_PAGES));

    @Override
    public OpaWasm_Env env() {
        return this;
    }

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public void opaAbort(int message) {
        throw new IllegalStateException("the rules aborted");
    }

    @Override
    public int opaBuiltin0(int id, int context) {
        throw unknown();
    }

    @Override
    public int opaBuiltin1(int id, int context, int a) {
        throw unknown();
    }

    @Override
    public int opaBuiltin2(int id, int context, int a, int b) {
        throw unknown();
    }

    @Override
    public int opaBuiltin3(int id, int context, int a, int b, int c) {
        throw unknown();
    }

    @Override
    public int opaBuiltin4(int id, int context, int a, int b, int c, int d) {
        throw unknown();
    }

    private static IllegalStateException unknown() {
        return new IllegalStateException(
                "the rules call a function that is not compiled into them");
    }
}
