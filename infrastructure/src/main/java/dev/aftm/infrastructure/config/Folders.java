package dev.aftm.infrastructure.config;

import dev.aftm.infrastructure.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the folders that the system keeps things in, so that only their owner can look into them. */
public final class Folders {

    private Folders() {}

    /** Makes a file where there is none, and closes it to everybody but its owner. */
    public static void prepareFile(Path file) {
        try {
            PrivateFiles.makeFile(file);
            PrivateFiles.closeFile(file);
        } catch (IOException e) {
            throw new ConfigurationException("The file " + file + " cannot be made or closed to others.");
        }
    }

    /**
     * Looks whether a file is there and nobody but its owner can read it; what it holds is not looked at.
     *
     * @param setting the setting that names it
     * @throws ConfigurationException it is not there, or others can read it
     */
    public static void requirePrivate(Path file, Setting setting) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ConfigurationException(setting + " is " + file + ", and there is no such file.");
            }
            if (PrivateFiles.isOpenToOthers(file)) {
                throw new ConfigurationException(
                        setting + " is " + file + ", which others can read; run: chmod 600 " + file);
            }
        } catch (IOException e) {
            throw new ConfigurationException(setting + " is " + file + ", which cannot be looked at.");
        }
    }

    /**
     * Makes a folder where there is none, and closes it to everybody but its owner.
     *
     * @param setting the setting that names it
     * @throws ConfigurationException it cannot be made or written to
     */
    public static Path prepare(Path folder, Setting setting) {
        try {
            PrivateFiles.makeFolder(folder);
        } catch (IOException e) {
            throw new ConfigurationException(setting + " is " + folder
                    + ", and this folder cannot be made or closed to others; choose one that you own.");
        }
        if (!Files.isWritable(folder)) {
            throw new ConfigurationException(setting + " is " + folder + ", which cannot be written to.");
        }
        return folder;
    }
}
