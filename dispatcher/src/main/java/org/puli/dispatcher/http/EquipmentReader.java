package org.puli.dispatcher.http;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.puli.api.Names;
import org.puli.api.sync.Equipment;

/** Refuses what no worker would say of its machine. Stateless. */
final class EquipmentReader {
    private static final int MOST_GPUS = 64;
    private static final int MOST_WORDS = 1_000;
    private static final long MOST_MEMORY = 1L << 50;
    private static final double MOST_OF_ANY = 1e9;

    private EquipmentReader() {}

    /**
     * The same, if all of it can be believed.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static Equipment checked(Equipment equipment) {
        require(equipment.gpus() >= 0 && equipment.gpus() <= MOST_GPUS, "gpus is from 0 to " + MOST_GPUS);
        require(
                equipment.gpuMemoryBytes() >= 0 && equipment.gpuMemoryBytes() <= MOST_MEMORY,
                "gpuMemoryBytes is from 0 to " + MOST_MEMORY);
        require(equipment.performance() <= MOST_OF_ANY, "performance is at most " + MOST_OF_ANY);
        words("tags", equipment.tags());
        words("software", equipment.software());
        Map<String, String> attributes = equipment.attributes();
        words("attributes", List.copyOf(attributes.values()));
        names("attributes", attributes.keySet().stream());
        Map<String, Double> amounts = equipment.amounts();
        names("amounts", amounts.keySet().stream());
        boolean isSound = amounts.size() <= MOST_WORDS
                && amounts.values().stream().allMatch(amount -> amount > 0 && amount <= MOST_OF_ANY);
        require(isSound, "amounts are above 0 and at most " + MOST_OF_ANY + ", " + MOST_WORDS + " of them at most");
        List<String> addresses = equipment.wakeAddresses();
        require(
                addresses.size() <= Equipment.MOST_ADDRESSES
                        && addresses.stream().allMatch(address -> address.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}")),
                "wakeAddresses has at most " + Equipment.MOST_ADDRESSES + " entries such as 52:54:00:12:34:56");
        return equipment;
    }

    private static void words(String what, List<String> words) {
        require(words.size() <= MOST_WORDS, what + " has at most " + MOST_WORDS + " entries");
        words.forEach(word -> require(Names.LABEL.accepts(word), what + ": a word " + Names.LABEL.problemWith(word)));
    }

    private static void names(String what, Stream<String> names) {
        names.forEach(name ->
                require(Names.IDENTIFIER.accepts(name), what + ": a name " + Names.IDENTIFIER.problemWith(name)));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("/facts/equipment/" + otherwise);
        }
    }
}
