namespace Portal.Suppliers;

/// <summary>Names the texts beside it: SupplierTexts.resx (zh-CN) and SupplierTexts.en.resx.</summary>
public sealed class SupplierTexts;
