using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>Arrows only ever point down.</summary>
public sealed class ArrowTests
{
    public static TheoryData<string> Floors => [.. Floor.All.Select(floor => floor.Name)];

    [Theory]
    [MemberData(nameof(Floors))]
    public void ProjectReferences_OfAFloor_PointToLowerFloors(string name)
    {
        var floor = Floor.All.Single(found => found.Name == name);

        var referenced = XDocument.Load(floor.ProjectFile).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))).ToList();

        var allowed = Floor.All.Where(other => other.Height < floor.Height).Select(other => other.Name).ToList();
        referenced.Except(allowed).ShouldBeEmpty();
    }

    /// <summary>What was compiled, in case a reference came in by another way than the project file.</summary>
    [Theory]
    [MemberData(nameof(Floors))]
    public void AssemblyReferences_OfAFloor_PointToLowerFloors(string name)
    {
        var floor = Floor.All.Single(found => found.Name == name);

        var referenced = floor.Assembly.GetReferencedAssemblies().Select(reference => reference.Name).ToList();

        var higher = Floor.All.Where(other => other.Height > floor.Height).Select(other => other.Name).ToList();
        referenced.ShouldNotBeEmpty();
        referenced.Intersect(higher).ShouldBeEmpty();
    }

    [Fact]
    public void Domain_InItsProject_NamesNoPackageAndNoFramework()
    {
        var project = XDocument.Load(Floor.All[0].ProjectFile);

        project.Descendants().Where(element => element.Name.LocalName is "PackageReference" or "FrameworkReference" or "Reference").ShouldBeEmpty();
    }

    [Fact]
    public void Domain_AsCompiled_KnowsOnlyTheRuntime()
    {
        var referenced = Floor.All[0].Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).ToList();

        referenced.ShouldContain("System.Runtime");
        referenced.ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal));
    }

    /// <summary>A test project that is referenced by the product would ship.</summary>
    [Fact]
    public void Floors_InTheirProjects_ReferenceNoTests() =>
        Floor.All.Where(floor => File.ReadAllText(floor.ProjectFile).Contains("tests/", StringComparison.Ordinal)).ShouldBeEmpty();
}
