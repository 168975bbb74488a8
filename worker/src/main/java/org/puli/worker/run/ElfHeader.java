package org.puli.worker.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The first bytes of Linux programs: for which machine they are. Stateless. */
final class ElfHeader {
    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
    private static final int BYTE_ORDER = 5;
    private static final int MACHINE = 18;
    private static final int LENGTH = 20;
    /** Which older machine's programs the kernel may run too: i386 on x86-64, arm on aarch64. */
    private static final Map<Integer, Integer> ALSO = Map.of(62, 3, 183, 40);

    private static final byte[] OWN = own();

    private ElfHeader() {}

    private static byte[] own() {
        try (InputStream in = Files.newInputStream(Path.of("/proc/self/exe"))) {
            return in.readNBytes(LENGTH);
        } catch (IOException e) {
            throw new IllegalStateException("/proc is not mounted", e);
        }
    }

    /** Whether a file that begins so is a program that this machine may be able to run. */
    static boolean isOfThisMachine(byte[] head) {
        if (head.length < LENGTH || !Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return false;
        }
        int machine = machine(head);
        boolean isKnown = machine == machine(OWN) || ALSO.getOrDefault(machine(OWN), -1) == machine;
        return isKnown && head[BYTE_ORDER] == OWN[BYTE_ORDER];
    }

    private static int machine(byte[] head) {
        int low = head[BYTE_ORDER] == 1 ? MACHINE : MACHINE + 1;
        int high = head[BYTE_ORDER] == 1 ? MACHINE + 1 : MACHINE;
        return (head[low] & 0xff) | (head[high] & 0xff) << 8;
    }
}
