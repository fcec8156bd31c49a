package dev.aftm.infrastructure.config;

import dev.aftm.infrastructure.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Creates the system's files and folders so that only their owner can access them. */
public final class Folders {

    private Folders() {}

    /**
     * Creates a file if there is none, and removes all access to it except its owner's.
     *
     * @throws ConfigurationException it cannot be created or protected
     */
    public static void prepareFile(Path file) {
        try {
            PrivateFiles.makeFile(file);
            PrivateFiles.closeFile(file);
        } catch (IOException e) {
            throw new ConfigurationException("The file " + file + " cannot be created or made private; check its"
                    + " owner and its folder's permissions.");
        }
    }

    /**
     * Checks that a file exists and that only its owner can access it. Does not read it.
     *
     * @param setting the setting that names the file
     * @throws ConfigurationException it does not exist, or others can access it
     */
    public static void requirePrivate(Path file, Setting setting) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ConfigurationException(setting + " is " + file + ", which does not exist or is not a file.");
            }
            if (PrivateFiles.isOpenToOthers(file)) {
                throw new ConfigurationException(
                        setting + " is " + file + ", which others can read; run: chmod 600 " + file);
            }
        } catch (IOException e) {
            throw new ConfigurationException(setting + " is " + file + ", whose permissions cannot be read.");
        }
    }

    /**
     * Creates a folder if there is none, and removes all access to it except its owner's.
     *
     * @param setting the setting that names the folder
     * @throws ConfigurationException it cannot be created, protected or written to
     */
    public static Path prepare(Path folder, Setting setting) {
        try {
            PrivateFiles.makeFolder(folder);
        } catch (IOException e) {
            throw new ConfigurationException(setting + " is " + folder
                    + ", which cannot be created or made private; choose a folder that you own.");
        }
        if (!Files.isWritable(folder)) {
            throw new ConfigurationException(
                    setting + " is " + folder + ", which is not writable; check its permissions.");
        }
        return folder;
    }
}
