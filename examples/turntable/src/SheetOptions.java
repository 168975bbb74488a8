import java.nio.file.Path;
import java.util.Set;

/** What is asked of a contact sheet. */
record SheetOptions(Path folder, int columns) {
    static final String USAGE = "usage: Sheet FOLDER [--columns 8]";

    static SheetOptions parse(String[] line) {
        Arguments arguments = Arguments.parse(line, Set.of("--columns"));
        if (arguments.words().size() != 1) {
            throw new BadArguments("expected one folder of pictures, found " + arguments.words());
        }
        Path folder = Path.of(arguments.words().getFirst());
        return new SheetOptions(folder, arguments.number("--columns", 8, 1, 100));
    }
}
