package org.puli.cli.shared;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where a verb writes: text through the writer, and bytes as they are. */
public final class Outlet extends PrintWriter {
    private static final int CHUNK = 16 << 10;

    private final PrintStream stream;

    /** Writes UTF-8 to a stream, line by line. */
    public Outlet(PrintStream stream) {
        super(stream, true, StandardCharsets.UTF_8);
        this.stream = stream;
    }

    /** Passes bytes on as they come, until they end or nobody reads any more. */
    public void copy(InputStream from) throws IOException {
        flush();
        byte[] chunk = new byte[CHUNK];
        for (int count = from.read(chunk); count >= 0 && !checkError(); count = from.read(chunk)) {
            stream.write(chunk, 0, count);
            stream.flush();
        }
    }

    @Override
    public boolean checkError() {
        return super.checkError() || stream.checkError();
    }
}
