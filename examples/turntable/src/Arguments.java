import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A command line taken apart: flags with their values, and the words between them. */
record Arguments(Map<String, String> flags, List<String> words) {
    static Arguments parse(String[] line, Set<String> known) {
        Map<String, String> flags = new HashMap<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < line.length; i++) {
            if (!line[i].startsWith("--")) {
                words.add(line[i]);
                continue;
            }
            if (!known.contains(line[i])) {
                throw new BadArguments("unknown flag " + line[i]);
            }
            String flag = line[i];
            i++;
            if (i == line.length || line[i].startsWith("--")) {
                throw new BadArguments(flag + " needs a value");
            }
            flags.put(flag, line[i]);
        }
        return new Arguments(flags, words);
    }

    String text(String flag, String otherwise) {
        return flags.getOrDefault(flag, otherwise);
    }

    /** The value of a flag that must be there. */
    String needed(String flag) {
        if (!flags.containsKey(flag)) {
            throw new BadArguments(flag + " is missing");
        }
        return flags.get(flag);
    }

    int number(String flag, int otherwise, int least, int most) {
        return flags.containsKey(flag) ? neededNumber(flag, least, most) : otherwise;
    }

    int neededNumber(String flag, int least, int most) {
        int number = whole(flag, needed(flag));
        if (number < least || number > most) {
            throw new BadArguments(flag + " goes from " + least + " to " + most + ", not " + number);
        }
        return number;
    }

    private static int whole(String flag, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException notOne) {
            throw new BadArguments(flag + " needs a whole number, not '" + value + "'");
        }
    }
}
