package org.puli.worker;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.puli.api.sync.Equipment;

/**
 * The network cards of a machine, as the kernel shows them: what has a device behind it, so neither loopback nor
 * bridges nor tunnels.
 *
 * @param folder where they are shown
 */
record NetworkCards(Path folder) {
    /** A hardware address. */
    static final String ADDRESS = "[0-9a-f]{2}(:[0-9a-f]{2}){5}";

    private static final String NONE = "00:00:00:00:00:00";

    static NetworkCards ofThisMachine() {
        return new NetworkCards(Path.of("/sys/class/net"));
    }

    /** Their hardware addresses, sorted; none where the kernel shows none. */
    List<String> addresses() {
        TreeSet<String> all = new TreeSet<>();
        try (DirectoryStream<Path> cards = Files.newDirectoryStream(folder)) {
            for (Path card : cards) {
                if (Files.exists(card.resolve("device"))) {
                    all.add(address(card));
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return all.stream()
                .filter(address -> address.matches(ADDRESS) && !address.equals(NONE))
                .limit(Equipment.MOST_ADDRESSES)
                .toList();
    }

    private static String address(Path card) {
        try {
            return Files.readString(card.resolve("address")).strip();
        } catch (IOException gone) {
            return NONE;
        }
    }
}
