package org.puli.worker.host;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.puli.api.Text;
import org.puli.api.sync.MachineFacts;
import org.puli.api.sync.MachineFacts.Disk;

/** Reads what this machine is from its {@code /proc}. Used by one thread, which a dead mount holds up for seconds. */
final class MachineReader {
    private static final int KIB = 1024;
    private static final int HTTP = 80;

    private final Path root;
    private final URI server;
    private final DiskLooks disks = new DiskLooks();

    /**
     * Reads nothing yet.
     *
     * @param root the folder below which {@code proc} and {@code etc} are
     * @param server the dispatcher, for the address by which this machine reaches it
     */
    MachineReader(Path root, URI server) {
        this.root = root;
        this.server = server;
    }

    /** The machine as it is now; GPUs are looked for elsewhere. */
    MachineFacts read() throws InterruptedException {
        List<String> cpu = LinuxHost.lines(root.resolve("proc/cpuinfo"));
        List<String> memory = LinuxHost.lines(root.resolve("proc/meminfo"));
        List<Disk> mounted = disks.look(Mounts.parse(LinuxHost.lines(root.resolve("proc/self/mounts"))));
        int threads =
                (int) cpu.stream().filter(line -> key(line).equals("processor")).count();
        return new MachineFacts(
                value(cpu, key -> key.equals("model name") || key.equals("Model") || key.equals("cpu model")),
                cores(cpu, threads),
                threads,
                kibibytes(memory, "MemTotal"),
                kibibytes(memory, "SwapTotal"),
                Text.line(LinuxHost.release(root), MachineFacts.LONGEST_NAME),
                Text.line(System.getProperty("os.version"), MachineFacts.LONGEST_NAME),
                address(),
                List.of(),
                mounted);
    }

    /** A core is told by its package and its number within that; where they are not told each thread is one. */
    private static int cores(List<String> cpu, int threads) {
        Set<String> cores = new HashSet<>();
        String packageId = "";
        for (String line : cpu) {
            if (key(line).equals("physical id")) {
                packageId = line;
            } else if (key(line).equals("core id")) {
                cores.add(packageId + line);
            }
        }
        return cores.isEmpty() ? threads : cores.size();
    }

    private static String key(String line) {
        return line.split(":", 2)[0].strip();
    }

    private static String value(List<String> lines, Predicate<String> wanted) {
        return lines.stream()
                .filter(line -> wanted.test(key(line)) && line.contains(":"))
                .map(line -> Text.line(line.substring(line.indexOf(':') + 1), MachineFacts.LONGEST_NAME))
                .findFirst()
                .orElse("");
    }

    private static long kibibytes(List<String> lines, String key) {
        String digits = value(lines, key::equals).replaceAll("\\D", "");
        return digits.matches("\\d{1,15}") ? KIB * Long.parseLong(digits) : 0;
    }

    /** The system chooses it as if something were to be sent; nothing is. */
    private String address() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort() > 0 ? server.getPort() : HTTP));
            return socket.getLocalAddress().getHostAddress();
        } catch (IOException | RuntimeException unreachable) {
            return "";
        }
    }
}
