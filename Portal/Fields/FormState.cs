using Domain.Access;

namespace Portal.Fields;

/// <summary>
/// What a form knows about its fields: which are on the page, which have been changed, and what is wrong with them. Paths are those
/// of the rules ("positions[0].brand"), so a problem found in the Domain appears beside the field without a table in between.
/// </summary>
public sealed class FormState
{
    private readonly Dictionary<string, string> _labels = [];
    private readonly Dictionary<string, FormProblem> _unreadable = [];
    private readonly HashSet<string> _touched = [];
    private IReadOnlyList<FormProblem> _problems = [];

    /// <summary>Raised when problems changed; fields and the summary redraw themselves.</summary>
    public event Action? Changed;

    /// <summary>Raised when a person changed a field.</summary>
    public event Action<string>? Edited;

    /// <summary>True once a submission was tried: from then on every problem is shown, before only those of touched fields.</summary>
    public bool ShowAll { get; private set; }

    /// <summary>A submission is under way.</summary>
    public bool Busy { get; private set; }

    public void SetBusy(bool busy)
    {
        Busy = busy;
        Changed?.Invoke();
    }

    /// <summary>All problems, unreadable input first.</summary>
    public IReadOnlyList<FormProblem> Problems => [.. _unreadable.Values, .. _problems.Where(p => !_unreadable.ContainsKey(p.Field))];

    public void Register(string path, string label) => _labels[path] = label;

    public void Unregister(string path)
    {
        _labels.Remove(path);
        _unreadable.Remove(path);
    }

    /// <summary>The label of a field that is on the page; null for others.</summary>
    public string? LabelOf(string path) => _labels.GetValueOrDefault(path);

    public IEnumerable<FormProblem> ShownFor(string path) =>
        ShowAll || _touched.Contains(path) ? Problems.Where(p => p.Field == path) : [];

    /// <summary>A field's input changed; <paramref name="unreadable"/> when it cannot be read as the field's type.</summary>
    public void Touch(string path, FormProblem? unreadable)
    {
        _touched.Add(path);
        if (unreadable is null) _unreadable.Remove(path);
        else _unreadable[path] = unreadable;
        Edited?.Invoke(path);
    }

    public void Show(IReadOnlyList<FormProblem> problems, bool all)
    {
        _problems = problems;
        ShowAll |= all;
        Changed?.Invoke();
    }

    /// <summary>Forgets what was touched, for a fresh form in the same place.</summary>
    public void Reset()
    {
        _touched.Clear();
        _unreadable.Clear();
        _problems = [];
        ShowAll = false;
        Changed?.Invoke();
    }
}
