using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Infrastructure.Files;

/// <summary>
/// Makes names in folders survive a power cut: flushing a file writes its content out, but its name belongs to the folder. .NET has no call for
/// that; Windows keeps names in its journal without being asked.
/// </summary>
internal static class DurableFolder
{
    private const int ReadOnly = 0;

    /// <summary>Makes the folder and those above it that are missing, each durable in the one that holds it.</summary>
    /// <param name="root">Exists, and holds <paramref name="folder"/>.</param>
    /// <param name="folder">A full path.</param>
    public static void Create(string root, string folder)
    {
        if (Directory.Exists(folder)) return;
        var above = Path.GetDirectoryName(folder)!;
        if (folder.Length <= root.Length) return;
        Create(root, above);
        Directory.CreateDirectory(folder);
        Flush([above]);
    }

    /// <exception cref="IOException">A folder could not be written out.</exception>
    public static void Flush(IEnumerable<string> folders)
    {
        if (OperatingSystem.IsWindows()) return;
        foreach (var folder in folders)
        {
            var descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
            if (descriptor < 0) throw Failure(folder);
            try
            {
                if (Synchronize(descriptor) != 0) throw Failure(folder);
            }
            finally
            {
                _ = Close(descriptor);
            }
        }
    }

    private static IOException Failure(string folder) => new($"The folder {folder} could not be written out.", new Win32Exception(Marshal.GetLastPInvokeError()));

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronize(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
